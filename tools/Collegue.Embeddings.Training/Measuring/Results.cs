using System.Globalization;

namespace Collegue.Embeddings.Training.Measuring;

/// <summary>What another search found, by query.</summary>
internal static class Results
{
    public static ILookup<string, (string Document, double Score)> Read(string? file) =>
        (file is null ? [] : File.ReadLines(file)).Select(line => line.Split('\t'))
            .ToLookup(row => row[0], row => (row[1], double.Parse(row[2], CultureInfo.InvariantCulture)), StringComparer.Ordinal);
}
