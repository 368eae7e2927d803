package series_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// A CSV file of a million rows, beside a loop of encoding/csv, time.Parse and
// strconv.ParseFloat over the same file.
func BenchmarkReadSeries(b *testing.B) {
	const n = 1_000_000
	utc := series.Closes(series.Daily(time.UTC))
	newYork := series.Closes(series.Daily(location(b, "America/New_York")))
	// A million days do not fit between 1678 and 2262: the dates begin again.
	dates := benchFile("time,value", 200_000, 1, time.DateOnly, 24*time.Hour)
	for _, x := range []struct {
		name   string
		file   []byte
		rows   int
		stamp  series.Stamp
		layout string
	}{
		{"dates UTC", dates, 200_000, utc, time.DateOnly},
		{"dates New York", dates, 200_000, newYork, time.DateOnly},
		{"1M", benchFile("time,value", n, 1, time.RFC3339, time.Minute), n, anyTime, time.RFC3339},
		{"1M long numbers", benchFile("time,value", n, 0, time.RFC3339Nano, time.Minute), n, anyTime, time.RFC3339},
	} {
		b.Run(x.name, func(b *testing.B) {
			perRow(b, x.rows, func() error { _, err := series.ReadSeries(bytes.NewReader(x.file), x.stamp); return err })
		})
		b.Run(x.name+"/encoding csv", func(b *testing.B) {
			perRow(b, x.rows, func() error { return plainLoop(x.file, x.layout) })
		})
	}
}

// BenchmarkReadPoint reads the same file a row at a time and keeps none of it.
func BenchmarkReadPoint(b *testing.B) {
	const n = 1_000_000
	file := benchFile("time,value", n, 1, time.RFC3339, time.Minute)
	b.Run("1M", func(b *testing.B) {
		perRow(b, n, func() error {
			r := series.NewReader(bytes.NewReader(file), anyTime)
			for {
				if _, _, err := r.ReadPoint(); err == io.EOF {
					return nil
				} else if err != nil {
					return err
				}
			}
		})
	})
}

func BenchmarkReadBars(b *testing.B) {
	const n = 1_000_000
	minutes := series.Opens(series.Every(time.Minute))
	file := benchFile("time,open,high,low,close,volume", n, 5, time.RFC3339, time.Minute)
	b.Run("1M", func(b *testing.B) {
		perRow(b, n, func() error { _, err := series.ReadBars(bytes.NewReader(file), minutes); return err })
	})
	b.Run("1M/encoding csv", func(b *testing.B) {
		perRow(b, n, func() error { return plainLoop(file, time.RFC3339) })
	})
	unix := benchFile("", n, 5, "", time.Minute)
	b.Run("1M exchange", func(b *testing.B) {
		perRow(b, n, func() error { _, err := series.Exchange().ReadBars(bytes.NewReader(unix), minutes); return err })
	})
}

func BenchmarkWriteCSV(b *testing.B) {
	const n = 1_000_000
	s, err := series.ReadSeries(bytes.NewReader(benchFile("time,value", n, 1, time.RFC3339, time.Minute)), anyTime)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("1M", func(b *testing.B) { perRow(b, n, func() error { return s.WriteCSV(io.Discard) }) })
}

func BenchmarkSeriesJSON(b *testing.B) {
	const n = 1_000_000
	s, err := series.ReadSeries(bytes.NewReader(benchFile("time,value", n, 1, time.RFC3339, time.Minute)), anyTime)
	if err != nil {
		b.Fatal(err)
	}
	text, _ := s.MarshalJSON()
	b.Run("marshal 1M", func(b *testing.B) { perRow(b, n, func() error { _, err := s.MarshalJSON(); return err }) })
	b.Run("unmarshal 1M", func(b *testing.B) { perRow(b, n, func() error { return s.UnmarshalJSON(text) }) })
}

func perRow(b *testing.B, rows int, f func() error) {
	b.ReportAllocs()
	for b.Loop() {
		if err := f(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
}

// benchFile makes a file with so many prices in a row, four of them equal and
// the last a volume; with long values if none. Without a layout times are Unix
// milliseconds.
func benchFile(header string, rows, prices int, layout string, step time.Duration) []byte {
	rnd := rand.New(rand.NewPCG(1, 1))
	var b []byte
	if header != "" {
		b = append(b, header+"\n"...)
	}
	at := time.Date(1700, 1, 1, 0, 0, 0, 0, time.UTC)
	if step < time.Hour {
		at = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	for range rows {
		if layout == "" {
			b = strconv.AppendInt(b, at.UnixMilli(), 10)
		} else {
			b = at.AppendFormat(b, layout)
		}
		x, digits := math.Exp(rnd.NormFloat64())*100, 2
		if prices == 0 {
			digits = -1
		}
		for range max(prices, 1) {
			b = strconv.AppendFloat(append(b, ','), x, 'f', digits, 64)
		}
		b = append(b, '\n')
		at = at.Add(step)
	}
	return b
}

func plainLoop(file []byte, layout string) error {
	r := csv.NewReader(bytes.NewReader(file))
	r.ReuseRecord = true
	if _, err := r.Read(); err != nil {
		return err
	}
	var t []int64
	v := make([][]float64, 5)
	for {
		row, err := r.Read()
		if err == io.EOF {
			if len(v[0]) != len(t) {
				return io.ErrUnexpectedEOF
			}
			return nil
		}
		if err != nil {
			return err
		}
		at, err := time.Parse(layout, row[0])
		if err != nil {
			return err
		}
		t = append(t, at.UnixNano())
		for j, text := range row[1:] {
			x, err := strconv.ParseFloat(text, 64)
			if err != nil {
				return err
			}
			v[j] = append(v[j], x)
		}
	}
}
