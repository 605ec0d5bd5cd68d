/** Who may do what: roles, users with their passwords, and who is signed in. */
package loupe.access;
