package regime

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/riskon/riskon/series"
)

// configFields is Config without its methods.
type configFields Config

// configJSON is a Config as it is written.
type configJSON struct {
	configFields
	Clock string `json:"clock"`
}

// MarshalJSON writes the model as data, its clock as the text of the Grid.
func (c Config) MarshalJSON() ([]byte, error) {
	j := configJSON{configFields: configFields(c)}
	if c.Clock != (series.Grid{}) {
		j.Clock = c.Clock.String()
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads a model. A field that does not exist, in any other letters too,
// or is there twice, null for what is no list, a pillar, input or caution without its
// weight, and what NewClassifier would refuse, is an error that wraps ErrConfig and
// leaves the receiver as it was. Fields that are not there take the defaults.
//
// Clocks are read that UTC has: "weekly from Saturday 00:00 UTC", "daily from 00:00
// UTC", "monthly from day 1 00:00 UTC", "every 24h0m0s"; another one has to be set by
// the program, as no text brings back the rules of a place.
func (c *Config) UnmarshalJSON(data []byte) error {
	var j configJSON
	err := json.Unmarshal(data, &j)
	if err == nil {
		err = exactFields(json.NewDecoder(bytes.NewReader(data)), reflect.TypeFor[configJSON]())
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrConfig, err)
	}
	read := Config(j.configFields)
	if j.Clock != "" {
		clock, ok := clockOf(j.Clock)
		if !ok {
			return fmt.Errorf("%w: clock %q", ErrConfig, j.Clock)
		}
		read.Clock = clock
	}
	if err := read.Validate(); err != nil {
		return err
	}
	*c = read
	return nil
}

// clockOf returns the grid of UTC whose String is text.
func clockOf(text string) (series.Grid, bool) {
	grids := []series.Grid{series.Daily(time.UTC), series.Monthly(time.UTC)}
	for day := time.Sunday; day <= time.Saturday; day++ {
		grids = append(grids, series.Weekly(time.UTC, day))
	}
	if width, ok := strings.CutPrefix(text, "every "); ok {
		if d, err := time.ParseDuration(width); err == nil && d > 0 {
			grids = append(grids, series.Every(d))
		}
	}
	for _, g := range grids {
		if g.String() == text {
			return g, true
		}
	}
	return series.Grid{}, false
}
