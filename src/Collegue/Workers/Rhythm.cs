namespace Collegue.Workers;

/// <summary>How often a source is read again; the value is in hours.</summary>
internal enum Rhythm
{
    Never = 0,
    Day = 24,
    Week = 168,
    Month = 720,
}
