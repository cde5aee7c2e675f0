package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestProgramsAreSmall: what a reader downloads has limits.
func TestProgramsAreSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("needs what ./build.sh makes")
	}
	for name, most := range map[string]int64{"scorefield.wasm.gz": 2_300_000, "core.wasm.gz": 1_000_000} {
		info, err := os.Stat(filepath.Join(repository, "public", name))
		if err != nil {
			missing(t, "public/"+name+" is missing: run ./build.sh")
			continue
		}
		if info.Size() > most {
			t.Errorf("%s has %d bytes, more than %d", name, info.Size(), most)
		}
	}
}
