// Package core holds the words of the hub: the envelope, contacts, identities,
// conversations and their state function, messages, parts, capabilities and
// send errors. Everything here is a value or a pure function. The rooms below
// it put them to work: engine decides, store keeps, jobs runs what is due.
//
// core knows no channel, no SDK, no HTTP framework, and imports nothing of
// ours from outside its own folder.
package core
