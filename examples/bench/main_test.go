package main

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
)

// tiny are flags that make a run short and its times worthless.
func tiny(more ...string) []string {
	return append([]string{"-n", "1500,2000", "-rounds", "1", "-sample", "1us", "-symbols", "2"}, more...)
}

func output(t *testing.T, args []string) string {
	t.Helper()
	c, err := parse(args, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := c.run(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestEverySection(t *testing.T) {
	got := output(t, tiny("-only", "^(RSI|MACD|ATR|Beta|CCI|AccBands)$"))
	for _, want := range []string{
		"Append into a reused dst beside go-talib, 1,500 values",
		"Append into a reused dst beside go-talib, 2,000 values",
		"The bars, 2,000 values", "\n  RSI(14) ", "\n  MACD(12,26,9) ", "\n  Beta(200) ",
		"Ours in other markets, live and saved, 2,000 values", "\n  AccBands(20) ",
		"Cost per value against period, 2,000 values", "\n  CCI          1000 ",
		"30 indicators, 2 symbols of 2,500 bars",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
}

// TestJSON also shows that ours do not allocate, over every function.
func TestJSON(t *testing.T) {
	var r report
	if err := json.Unmarshal([]byte(output(t, tiny("-json", "-section", "ratio,screen"))), &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Ratios) != 2 || r.Bars != nil || r.Alone != nil || r.Periods != nil || r.Screening == nil {
		t.Errorf("other sections than asked for: %+v", r)
	}
	both := 0
	for _, p := range pairs() {
		if p.talib != "" {
			both++
		}
	}
	for _, rows := range r.Ratios {
		if len(rows) < 2*both-24 {
			t.Errorf("only %d rows", len(rows))
		}
		for _, row := range rows {
			if row.Ours.Allocs != 0 {
				t.Errorf("%s of %d values: %v allocations", row.Function, row.Size, row.Ours.Allocs)
			}
			if row.Warm.Bytes < float64(8*row.Size) || row.Bar <= 0 || row.Talib == "" {
				t.Errorf("%+v", row)
			}
		}
	}
}

func TestMarkdown(t *testing.T) {
	got := output(t, tiny("-markdown", "-only", "^(SMA|RSI)$"))
	lines := strings.Split(got, "\n")
	for i := range 7 { // heading, rule, SMA(20, 30, 200), RSI(14, 200)
		if n := strings.Count(lines[i], "|"); n != 9 {
			t.Errorf("%d cells in %q", n-1, lines[i])
		}
	}
	if !strings.HasPrefix(lines[5], "| RSI(14) | ") || !strings.Contains(got, "cd examples/bench && go run . -n 1500,2000") {
		t.Error(got)
	}
}

func TestFlags(t *testing.T) {
	for _, args := range []string{"-n 10", "-n many", "-section none", "-rounds 0", "-symbols 0", "-only (", "-bad"} {
		if _, err := parse(strings.Fields(args), io.Discard); err == nil {
			t.Errorf("%s: no error", args)
		}
	}
}

// TestVerdict shows when a bar is missed.
func TestVerdict(t *testing.T) {
	for _, c := range []struct {
		warm, cold float64
		want       string
	}{{0.5, 0.2, "ok"}, {0.6, 0.5, "cold only"}, {0.6, 0.6, "MISS"}} {
		r := ratioRow{Bar: 0.5, versus: versus{RatioWarm: c.warm, RatioCold: c.cold}}
		if got := r.verdict(); got != c.want {
			t.Errorf("%v: %s", c, got)
		}
	}
}

// TestBlocks shows that the data are what they are called.
func TestBlocks(t *testing.T) {
	for _, s := range shapes() {
		blocks, err := generate(1, 2000, 2, s.make)
		if err != nil {
			t.Fatal(err)
		}
		a, b := blocks[0], blocks[1]
		gone := 0
		for _, x := range a.close {
			if x != x {
				gone++
			}
		}
		same := a.close[1500] == b.close[1500] && a.close[1600] == b.close[1600]
		switch s.name {
		case "walk":
			if same || gone > 0 || a.high[7] == a.low[7] {
				t.Error("the walk is repeated, has gaps or no range")
			}
		case "flat", "zero":
			if !same || a.high[7] != a.low[7] || a.close[7] != map[string]float64{"flat": 100, "zero": 0}[s.name] {
				t.Error(s.name, "moves")
			}
		case "stops":
			if a.close[900] == a.close[999] || a.close[1000] != a.close[1999] || a.second[1000] != a.second[1999] {
				t.Error("does not stop, or not where it should")
			}
		case "missing":
			if gone < 150 || gone > 250 {
				t.Errorf("%d of 2000 missing", gone)
			}
		}
	}
}
