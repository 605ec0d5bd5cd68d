/** Where frames come from: USB, files, network streams, and the simulated demo line; reconnecting. */
package loupe.camera;
