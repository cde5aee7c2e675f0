package table

// Tile is the size of the pictures on a sheet, in pixels.
type Tile struct{ Height, Width int }
