/** The endurance test: a station in a process of its own, faults done to it, and the ledger afterwards. */
package loupe.soak;
