using System.Globalization;
using Collegue.Knowledge.Importing;

namespace Collegue.Commands;

/// <summary>An import told on a terminal.</summary>
internal static class ImportText
{
    public static string Describe(ImportSummary summary)
    {
        var counts = summary.NothingChanged
            ? $"Nothing changed: {summary.Unchanged} documents are as they were."
            : $"{summary.Added} added, {summary.Changed} changed, {summary.Unchanged} unchanged, {summary.Removed} removed.";
        var missing = summary.Missing > 0 ? $" {summary.Missing} documents are no longer in the source but were kept, because too much of it could not be read." : "";
        var skipped = summary.Skipped > 0 ? $" {summary.Skipped} files could not be read." : "";
        var notice = summary.Notice is null ? "" : $"\nNotice: {summary.Notice}";
        return string.Create(CultureInfo.InvariantCulture, $"{counts}{missing}{skipped} ({summary.Elapsed.TotalSeconds:F1} s){notice}");
    }
}
