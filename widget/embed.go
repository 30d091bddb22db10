// Package widget carries the built chat widget of web pages: the loader that a
// site includes, and the page inside its frame. It holds bytes only; who may
// have them, and under which headers, is decided where they are served.
package widget

import (
	"embed"
	"io/fs"
)

//go:embed dist
var dist embed.FS

// Files is the built widget: loader.js, frame.html, which asks for its assets by
// ../assets/…, and assets/, whose names change with their content.
func Files() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // dist is embedded under that very name
	}
	return files
}
