//go:build !unix

package main

import "time"

// clock names what cpu reads.
const clock = "wall-clock time"

var start = time.Now()

// cpu returns wall-clock time where that of the process cannot be had the same way.
func cpu() time.Duration { return time.Since(start) }
