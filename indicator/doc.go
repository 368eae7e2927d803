// Package indicator computes technical indicators, in batch and live, with the same bits.
package indicator
