//go:build unix

package main

import (
	"syscall"
	"time"
)

// clock names what cpu reads.
const clock = "CPU time of the process, user and system"

// cpu returns the time that all threads of the process have computed so far.
// Wall-clock time would count what others do on a shared machine; the time of
// one thread would leave out the collector, which works for whoever allocates.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
