//go:build !linux

package main

import "runtime/debug"

// settle gives back what only starting up took.
func settle() { debug.FreeOSMemory() }
