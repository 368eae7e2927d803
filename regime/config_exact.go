package regime

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
)

var (
	errNull   = errors.New("null")
	errField  = errors.New("no such field")
	errAbsent = errors.New("missing")
)

// exactFields refuses what package json lets pass in data that it could read into a t: a
// field that does not exist or is in other letters, one that is there twice, of which the
// last would count, null for what is no list, and a part without the weight that it
// counts with.
func exactFields(d *json.Decoder, t reflect.Type) error {
	token, err := d.Token()
	switch token {
	case nil:
		if err == nil && t.Kind() != reflect.Slice {
			err = errNull
		}
		return err
	case json.Delim('{'):
		err = exactObject(d, t)
	case json.Delim('['):
		for i := 0; d.More(); i++ {
			if err := exactFields(d, t.Elem()); err != nil {
				return fmt.Errorf("%d: %w", i, err)
			}
		}
	default: // a text, number or bool
		return err
	}
	if err == nil {
		_, err = d.Token() // the end of the object or list
	}
	return err
}

func exactObject(d *json.Decoder, t reflect.Type) error {
	fields, there := jsonFields(t), map[string]bool{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return err
		}
		name := token.(string) // a key is one
		switch of, known := fields[name]; {
		case !known:
			err = errField
		case there[name]:
			err = errTwice
		default:
			err = exactFields(d, of)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		there[name] = true
	}
	for _, weight := range []string{"weight", "v"} {
		if fields[weight] != nil && !there[weight] {
			return fmt.Errorf("%s: %w", weight, errAbsent)
		}
	}
	return nil
}

// jsonFields are the types of the fields of a struct by their names in JSON, those of
// embedded structs among them.
func jsonFields(t reflect.Type) map[string]reflect.Type {
	fields := map[string]reflect.Type{}
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name != "" && name != "-" {
			fields[name] = f.Type
		}
	}
	return fields
}
