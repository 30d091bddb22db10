package wechat

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// parseJSON reads one object.
func parseJSON(body []byte) (*node, error) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber() // an id must not pass through a float
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, brief(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the JSON object")
	}
	root := &node{}
	if err := root.fill(v, 0); err != nil {
		return nil, err
	}
	return root, nil
}

// fill takes a decoded JSON value, with the keys of objects in order.
func (n *node) fill(v any, depth int) error {
	if depth > maxDepth {
		return errTooDeep
	}
	switch v := v.(type) {
	case string:
		n.text = clean(v)
	case json.Number:
		n.text = v.String()
	case bool:
		n.text = fmt.Sprint(v)
	case map[string]any:
		n.kids = make([]node, 0, len(v))
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if err := n.add(name, v[name], depth); err != nil {
				return err
			}
		}
	case []any: // an array within an array
		for _, each := range v {
			if err := n.add("item", each, depth); err != nil {
				return err
			}
		}
	}
	return nil
}

// add appends a value under a name, an array as one node an element.
func (n *node) add(name string, v any, depth int) error {
	list, is := v.([]any)
	if !is {
		list = []any{v}
	}
	for _, each := range list {
		kid := node{name: name}
		if err := kid.fill(each, depth+1); err != nil {
			return err
		}
		n.kids = append(n.kids, kid)
	}
	return nil
}

// brief cuts an error of encoding/json, which may quote a number of any length.
func brief(err error) error {
	const most = 200
	if s := []rune(err.Error()); len(s) > most {
		return errors.New(string(s[:most]) + "…")
	}
	return err
}
