package seriestest

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"testing"
)

// State is what Restart can save and restore. Indicator streams are States; for
// a type that saves itself as JSON there is ViaJSON.
type State interface {
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
}

// Restart checks that state saved after any step and restored goes on with the
// same bits, and that damaged state is refused. open returns a fresh state and
// the function that takes it through step i, for i from 0 to n-1, and returns
// the output. So any kind of input will do:
//
//	seriestest.Restart(t, func() (seriestest.State, func(i int) any) {
//		atr := indicator.NewATR(14)
//		return atr, func(i int) any { return atr.Update(bars.Bar(i)) }
//	}, bars.Len())
//
// Outputs are compared as fmt prints them with %+v. For numbers, and structs and
// slices of numbers, that tells all bits apart and takes all NaNs as equal. They
// must not hold pointers.
//
// State that is cut short, or has a byte added, must give an error. State with a
// bit turned may be accepted if it is valid. Nothing may panic, and after an
// error the receiver must be as before.
func Restart(t testing.TB, open func() (state State, step func(i int) any), n int) {
	t.Helper()
	want := make([]string, n)
	_, step := open()
	for i := range want {
		want[i] = fmt.Sprintf("%+v", step(i))
	}
	state, step := open()
	for cut := 0; ; cut++ {
		blob, err := state.MarshalBinary()
		if err != nil {
			t.Errorf("saving after %d steps: %v", cut, err)
			return
		}
		if !resume(t, open, blob, cut, want) {
			return
		}
		if damaged := cut == 0 || cut == n/2 || cut == n; damaged && !refuse(t, open, blob, cut) {
			return
		}
		if cut == n {
			return
		}
		step(cut)
	}
}

// ViaJSON returns a State that saves v, a pointer, as JSON.
func ViaJSON(v any) State { return viaJSON{v} }

type viaJSON struct{ v any }

func (s viaJSON) MarshalBinary() ([]byte, error)    { return json.Marshal(s.v) }
func (s viaJSON) UnmarshalBinary(blob []byte) error { return json.Unmarshal(blob, s.v) }

// resume restores blob, saved after cut steps, and takes the remaining ones.
func resume(t testing.TB, open func() (State, func(int) any), blob []byte, cut int, want []string) bool {
	t.Helper()
	state, step := open()
	if err := restore(state, bytes.Clone(blob)); err != nil {
		t.Errorf("restoring after %d steps: %v", cut, err)
		return false
	}
	again, err := state.MarshalBinary()
	if err != nil || !bytes.Equal(again, blob) {
		t.Errorf("restored after %d steps, the state saves differently (%v)", cut, err)
		return false
	}
	for i := cut; i < len(want); i++ {
		if got := fmt.Sprintf("%+v", step(i)); got != want[i] {
			t.Errorf("restored after %d steps, step %d gives %s, want %s", cut, i, got, want[i])
			return false
		}
	}
	return true
}

// refuse offers damaged copies of blob to a state.
func refuse(t testing.TB, open func() (State, func(int) any), blob []byte, cut int) bool {
	t.Helper()
	offer := func(bad []byte, what string, mustFail bool) bool {
		state, _ := open()
		if err := restore(state, bytes.Clone(blob)); err != nil {
			t.Errorf("restoring after %d steps: %v", cut, err)
			return false
		}
		err := restore(state, bad)
		if _, panicked := err.(panicError); panicked || mustFail && err == nil {
			t.Errorf("after %d steps, state %s: error is %v", cut, what, err)
			return false
		}
		if err == nil {
			return true
		}
		if after, e := state.MarshalBinary(); e != nil || !bytes.Equal(after, blob) {
			t.Errorf("after %d steps, state %s is refused (%v) but changes the receiver", cut, what, err)
			return false
		}
		return true
	}
	every := max(1, len(blob)/512) // enough of a large state
	for i := 0; i < len(blob); i += every {
		turned := bytes.Clone(blob)
		turned[i] ^= 1 << (i % 8)
		if !offer(bytes.Clone(blob[:i]), fmt.Sprintf("cut to %d of %d bytes", i, len(blob)), true) ||
			!offer(turned, fmt.Sprintf("with byte %d changed", i), false) {
			return false
		}
	}
	return offer(append(bytes.Clone(blob), 0xff), "with a byte added", true)
}

// restore is UnmarshalBinary with a panic turned into an error.
func restore(s State, blob []byte) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = panicError{p}
		}
	}()
	return s.UnmarshalBinary(blob)
}

type panicError struct{ value any }

func (e panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }
