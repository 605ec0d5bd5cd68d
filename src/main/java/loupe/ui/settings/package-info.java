/** Source, storage, language and theme. */
package loupe.ui.settings;
