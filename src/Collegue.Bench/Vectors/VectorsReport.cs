namespace Collegue.Bench.Vectors;

/// <param name="LoadMilliseconds">To read the model.</param>
/// <param name="TextsPerSecond">Questions of eight words on one processor.</param>
/// <param name="MemoryGigabytesPerSecond">What all processors together read from memory.</param>
/// <param name="BudgetMilliseconds">What one scan may take.</param>
/// <param name="MovePassages">From this number of passages on a scan takes more than that.</param>
public sealed record VectorsReport(
    string Model,
    int Dimensions,
    double LoadMilliseconds,
    double TextsPerSecond,
    double MemoryGigabytesPerSecond,
    IReadOnlyList<ScanFigures> Scans,
    double BudgetMilliseconds,
    long MovePassages);

/// <summary>One scan of all vectors for the best ten, as the product does it on bytes and as it would be on floats.</summary>
/// <param name="FloatMilliseconds">Null when they would not fit in one array.</param>
/// <param name="MemoryShare">Bytes read each second by the scan of bytes, over what memory gives. More than one when they fit in the cache.</param>
public sealed record ScanFigures(
    int Vectors, double ByteMilliseconds, double TenthAllowedMilliseconds, double? FloatMilliseconds, double GigabytesPerSecond, double MemoryShare);
