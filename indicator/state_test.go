package indicator

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"hash/crc32"
	"math"
	"os"
	"runtime"
	"testing"
)

var update = flag.Bool("update", false, "add the states of new indicators to testdata/state.v1.json")

// testdata/state.v1.json holds states of format version 1, by spec: each after
// the first 99 bars of testdata/ohlcv.csv. -update adds those of new indicators.
const stateFile = "testdata/state.v1.json"

func TestStateVersion1(t *testing.T) {
	bars := slice(readBars(t, "testdata/ohlcv.csv"), 0, 250)
	b, err := os.ReadFile(stateFile)
	if err != nil {
		t.Fatal(err)
	}
	var saved map[string]string
	if err := json.Unmarshal(b, &saved); err != nil {
		t.Fatal(err)
	}
	for _, s := range usual(t) {
		if saved[s.String()] == "" && *update {
			liveRows(s, bars[:99])
			text, _ := s.MarshalText()
			saved[s.String()] = string(text)
		}
		if saved[s.String()] == "" {
			t.Errorf("%s: no state", s)
		}
	}
	if *update {
		b, _ := json.MarshalIndent(saved, "", "\t")
		if err := os.WriteFile(stateFile, append(b, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for spec, text := range saved {
		s := open1(t, spec)
		old := s.zero()
		if err := old.UnmarshalText([]byte(text)); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
		want := liveRows(s, bars)[99:]
		if i := sameRows(liveRows(old, bars[99:]), want); i >= 0 {
			t.Errorf("%s: row %d differs after an old state", s, i)
		}
	}
}

// frame returns a state with a right checksum around any content.
func frame(version byte, spec string, payload []byte) []byte {
	b := append([]byte(magic), version, byte(len(spec)))
	b = append(b, spec...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(payload)))
	b = append(b, payload...)
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
}

// payload returns the payload of a good state.
func payload(t testing.TB, state []byte) []byte {
	t.Helper()
	_, p, err := open(state)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestHostileState(t *testing.T) {
	t.Parallel()
	bars := closes(walk(90, 2))
	list := subjects(t)
	if testing.Short() {
		list = usual(t)
	}
	for _, s := range list {
		if e := s.entry(); e.Group == "candles" && e.Name != "Hikkake" && e.Name != "MatHold" {
			continue // one kernel
		}
		liveRows(s, bars)
		good, _ := s.MarshalBinary()
		name := s.String()
		p := payload(t, good)
		reject := func(what string, state []byte, is error) {
			t.Helper()
			for _, to := range []subject{s, s.zero()} {
				before, value := to.String(), to.value()
				err := to.UnmarshalBinary(state)
				var typed *StateError
				if !errors.Is(err, is) || !errors.As(err, &typed) || err.Error() == "" {
					t.Fatalf("%s: %s: %v", name, what, err)
				}
				if to.String() != before || !same(to.value(), value) {
					t.Fatalf("%s: %s: the receiver has changed", name, what)
				}
			}
			if now, _ := s.MarshalBinary(); string(now) != string(good) {
				t.Fatalf("%s: %s: the receiver's state has changed", name, what)
			}
		}
		for i := range min(len(good), 120) {
			reject("truncated", good[:i], ErrState)
			broken := append([]byte(nil), good...)
			broken[i] ^= 0x10
			is := ErrState
			if i == len(magic) {
				is = ErrVersion
			}
			reject("flipped", broken, is)
		}
		reject("trailing", append(append([]byte(nil), good...), 0), ErrState)
		reject("newer", frame(2, name, p), ErrVersion)
		reject("short payload", frame(1, name, p[:len(p)-8]), ErrState)
		reject("odd payload", frame(1, name, p[:len(p)-1]), ErrState)
		reject("long payload", frame(1, name, append(p[:len(p):len(p)], make([]byte, 8)...)), ErrState)
		reject("no payload", frame(1, name, nil), ErrState)
		for _, spec := range []string{"", "(", "SMA", "SMA()", "SMA(0)", "SMA(-1)", "SMA(1e3)", "SMA(05)", "SMA(100001)",
			"SMA(99999999999999999999)", "SMA(3,4)", "sma(3)", "SMA(3)x", " SMA(3)", "MACD(1,2)", "MACD(1,2,3,4)", "FOO(3)"} {
			if err := s.zero().UnmarshalBinary(frame(1, spec, p)); !errors.Is(err, ErrState) {
				t.Errorf("spec %q: %v", spec, err)
			}
		}
		// Every word of the payload, bent: an error, or a state that works.
		for i := 0; i+8 <= len(p); i += 8 + 8*(i/100) {
			for _, word := range []uint64{math.Float64bits(math.NaN()), math.Float64bits(math.Inf(1)), math.Float64bits(-1e80),
				math.Float64bits(1e300), 1 << 63, math.MaxUint64, 100001, 7} {
				bent := append([]byte(nil), p...)
				binary.LittleEndian.PutUint64(bent[i:], word)
				works(t, s.zero(), frame(1, name, bent))
			}
		}
	}
}

// works checks that a state is rejected, or behaves for ever after.
func works(t testing.TB, s subject, state []byte) {
	t.Helper()
	if s.UnmarshalBinary(state) != nil {
		if s.String() != "" {
			t.Fatal("a rejected state leaves something in a zero stream")
		}
		return
	}
	for i := range 60 {
		x := []float64{1e75, -1e75, 3, 1e75}[(i+i/7)%4]
		for _, y := range s.update(bar(i, x, 1e75, -1e75, x, 0)) {
			if math.Abs(y) > 1e75 {
				t.Fatalf("%s: %v", s, y)
			}
		}
		b, err := s.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if err := s.zero().UnmarshalBinary(b); err != nil {
			t.Fatalf("%s: after %d updates: %v", s, i+1, err)
		}
	}
}

// A state of another indicator, or for another kind of stream, is ErrSpec.
func TestOtherSpec(t *testing.T) {
	t.Parallel()
	all := subjects(t)
	for _, s := range all {
		b, _ := s.MarshalBinary()
		for _, to := range all {
			err := to.UnmarshalBinary(b)
			if same := to.String() == s.String(); same != (err == nil) || !same && !errors.Is(err, ErrSpec) {
				t.Fatalf("%s into %s: %v", s, to, err)
			}
		}
	}
	b, _ := NewATR(5).MarshalBinary()
	if err := new(Stream).UnmarshalBinary(b); !errors.Is(err, ErrSpec) {
		t.Error(err)
	}
	b, _ = NewSMA(5).MarshalBinary()
	if err := new(MACDStream).UnmarshalBinary(b); !errors.Is(err, ErrSpec) {
		t.Error(err)
	}
	if err := new(PairStream).UnmarshalBinary(b); !errors.Is(err, ErrSpec) {
		t.Error(err)
	}
}

// A few bytes that name large periods do not allocate for them.
func TestHostileAllocation(t *testing.T) {
	for _, e := range catalog {
		var p []float64
		for _, x := range e.Params {
			if x.Kind == KindPeriod {
				p = append(p, x.Max)
			} else {
				p = append(p, x.Default)
			}
		}
		spec, err := specOf(e, p)
		if err != nil {
			t.Fatal(err)
		}
		state := frame(1, spec.text, make([]byte, 64))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		refused := new(Live).UnmarshalBinary(state)
		runtime.ReadMemStats(&after)
		if n := after.TotalAlloc - before.TotalAlloc; n > 1<<15 {
			t.Errorf("%s: %d bytes allocated for a state of 64", spec, n)
		}
		if refused == nil && len(p) > 0 && e.Params[0].Kind == KindPeriod {
			t.Logf("%s: a short state is accepted", spec)
		}
	}
}

// The zero value says what it is and is not fed.
func TestZeroValue(t *testing.T) {
	var s Stream
	if s.Ready() || s.Warmup() != 0 || s.Settle(0.1) != 0 || s.String() != "" || !math.IsNaN(s.Value()) || s.Clone().String() != "" {
		t.Error("a zero Stream pretends to be something")
	}
	s.Reset()
	if _, err := s.MarshalBinary(); !errors.Is(err, ErrState) {
		t.Error(err)
	}
	if err := json.Unmarshal([]byte("null"), &s); err != nil || s.String() != "" {
		t.Error(err)
	}
	for _, text := range []string{`3`, `"!"`, `""`, `"QUJD"`, `{}`} {
		if err := json.Unmarshal([]byte(text), &s); !errors.Is(err, ErrState) {
			t.Errorf("%s: %v", text, err)
		}
	}
	var m MACDStream
	var b BarStream
	for _, f := range []func(){
		func() { s.Update(1) }, func() { s.Peek(1) }, func() { s.Append(nil, nil) },
		func() { m.Update(1) }, func() { m.Peek(1) }, func() { m.Append(nil, nil) },
		func() { b.Update(bar(0, 1, 1, 1, 1, 1)) },
	} {
		if panics(f) == "" {
			t.Error("a zero stream is fed")
		}
	}
}

// panics returns what f panics with, "" if it does not.
func panics(f func()) (message string) {
	defer func() {
		if r := recover(); r != nil {
			message = r.(string)
		}
	}()
	f()
	return ""
}

func TestBadPeriods(t *testing.T) {
	for want, f := range map[string]func(){
		"indicator: RSI: period < 1":      func() { NewRSI(0) },
		"indicator: SMA: period > 100000": func() { NewSMA(100001) },
		"indicator: EMA: period < 1":      func() { NewEMA(-3) },
		"indicator: Max: period < 1":      func() { NewMax(0) },
		"indicator: Min: period < 1":      func() { NewMin(0) },
		"indicator: StdDev: period < 1":   func() { NewStdDev(0) },
		"indicator: ATR: period < 1":      func() { NewATR(0) },
		"indicator: MACD: fast < 1":       func() { NewMACD(0, 1, 1) },
		"indicator: MACD: slow > 100000":  func() { NewMACD(1, 100001, 1) },
		"indicator: MACD: signal < 1":     func() { NewMACD(1, 1, 0) },
	} {
		if got := panics(f); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	NewSMA(100000).Update(1)
}

func FuzzState(f *testing.F) {
	bars := closes(walk(40, 2))
	for _, s := range usual(f) {
		liveRows(s, bars)
		b, _ := s.MarshalBinary()
		f.Add(s.String(), payload(f, b), b)
	}
	f.Fuzz(func(t *testing.T, spec string, payload, raw []byte) {
		for _, state := range [][]byte{raw, frame(1, spec[:min(len(spec), 255)], payload)} {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			works(t, subject{new(Live)}, state)
			runtime.ReadMemStats(&after)
			if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20+2000*uint64(len(state)) {
				t.Fatalf("%d bytes allocated for a state of %d", n, len(state))
			}
		}
		var s Stream
		_ = s.UnmarshalText(raw)
		_ = s.UnmarshalJSON(raw)
	})
}
