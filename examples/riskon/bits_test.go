package main

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"time"

	"github.com/riskon/riskon/regime"
)

// reportBits is the hash of the readings of TestReportBits. It changes with the
// tables and the model, and with nothing else: not with the CPU.
const reportBits = "67e647fb2ec2c95c"

// TestReportBits hashes the whole readings, evidence and all, every two and a half
// years and at the last step, with the scores of the three years before each.
func TestReportBits(t *testing.T) {
	d := loadEmbedded(t)
	var at []time.Time
	steps := d.ticks()
	for i := len(steps) - 1; i > 0; i -= 130 {
		at = append([]time.Time{steps[i]}, at...)
	}
	readings, err := regime.Classify(config(), d.start(), d.records, at)
	if err != nil {
		t.Fatal(err)
	}
	h := sha256.New()
	for _, r := range readings {
		h.Write(bits(t, r))
	}
	if got := hex.EncodeToString(h.Sum(nil))[:16]; got != reportBits {
		t.Errorf("bits %s, want %s", got, reportBits)
	}
}
