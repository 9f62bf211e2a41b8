using System.Text.RegularExpressions;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>
/// Bounds what a site makes without end: calendars, lists sorted in every way, paths that bite their tail. Addresses that
/// differ by their numbers or by the values of their query have one shape, and of one shape only so many are followed.
/// </summary>
internal sealed partial class SiteTraps
{
    private const int MostOfShape = 200;
    private const int MostSegments = 20;
    private const int MostParameters = 6;
    private const int MostRepeats = 2;
    private readonly Dictionary<string, int> shapes = new(StringComparer.Ordinal);

    /// <summary>Shapes of which not all was followed, with how many were not.</summary>
    public IEnumerable<(string Shape, int Left)> Endless =>
        shapes.Where(found => found.Value > MostOfShape).Select(found => (found.Key, found.Value - MostOfShape));

    public bool Allows(Uri address)
    {
        var segments = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length > MostSegments || address.Query.Count(sign => sign == '=') > MostParameters
            || segments.CountBy(segment => segment).Any(found => found.Value > MostRepeats && !Number().IsMatch(found.Key)))
            return false;
        var shape = Number().Replace(address.AbsolutePath, "#")
            + (address.Query.Length > 1 ? "?" + string.Join('&', address.Query[1..].Split('&').Select(pair => pair.Split('=')[0]).Order(StringComparer.Ordinal)) : "");
        if (shape == address.AbsolutePath)
            return true;
        return (shapes[shape] = shapes.GetValueOrDefault(shape) + 1) <= MostOfShape;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
