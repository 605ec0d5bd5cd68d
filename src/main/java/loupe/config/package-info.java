/** Settings and the recipe book on disk. */
package loupe.config;
