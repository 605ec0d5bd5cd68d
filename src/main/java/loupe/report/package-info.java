/** CSV and HTML written for people. */
package loupe.report;
