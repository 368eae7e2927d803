package main

import (
	"encoding/json"
	"io"
	"time"

	"github.com/riskon/riskon/regime"
)

// A report is everything the program prints: the reading at an instant, the
// claims as known then, and, apart, what came after.
type report struct {
	Reading   regime.Reading
	Claims    []regime.Finding
	Hindsight Hindsight
}

// newReport computes the report as of date: the instant at which that day is over.
func newReport(d *data, date time.Time) (report, error) {
	at := instant(date)
	c, err := d.classifier()
	if err != nil {
		return report{}, err
	}
	if err := c.Advance(at); err != nil {
		return report{}, err
	}
	var rep report
	if rep.Reading, err = c.Reading(); err != nil {
		return report{}, err
	}
	if rep.Claims, err = regime.CheckClaims(d.claims, d.records, at); err != nil {
		return report{}, err
	}
	rep.Hindsight, err = d.hindsight(date)
	return rep, err
}

// classifier returns a classifier that has been told every record.
func (d *data) classifier() (*regime.Classifier, error) {
	c, err := regime.NewClassifier(config(), d.start())
	if err != nil {
		return nil, err
	}
	for i, r := range d.records {
		if err := c.Observe(r); err != nil {
			return nil, &fault{d.places[i], err.Error()}
		}
	}
	return c, nil
}

// config is riskon/1 on the tables: the Treasury's account comes as a week
// average, which the report says wherever it matters.
func config() regime.Config { return regime.Config{AllowAverage: true} }

// writeJSON writes the reading's object with the claims and hindsight in it.
func (r report) writeJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		regime.Reading
		Claims    []regime.Finding `json:"claims"`
		Hindsight Hindsight        `json:"hindsight"`
	}{r.Reading, r.Claims, r.Hindsight})
}
