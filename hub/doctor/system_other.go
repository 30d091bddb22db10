//go:build !linux

package doctor

// FolderRoom asks the file system of a folder.
func FolderRoom(string) (Room, error) { return Room{}, errUnknown }

// Synchronised asks the kernel whether something keeps its clock right.
func Synchronised() (bool, error) { return false, errUnknown }

// ThisMachine asks what this process may have, and has.
func ThisMachine() (Machine, error) { return Machine{}, errUnknown }
