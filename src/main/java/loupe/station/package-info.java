/** The run: mailbox, state and the threads that inspect. */
package loupe.station;
