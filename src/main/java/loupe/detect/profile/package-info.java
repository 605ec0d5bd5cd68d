/** How models of other makers are fed and read: what can be told from their files, without running them. */
package loupe.detect.profile;
