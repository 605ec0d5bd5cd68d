/** The window: rail, content, status bar; may use every screen. */
package loupe.ui.shell;
