using System.Text;
using System.Text.RegularExpressions;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Collegue.Knowledge.Reading;

/// <summary>
/// Drawings that a PDF names and draws inside others. The library follows them without end when one draws itself, which ends the
/// process, and without measure when each draws the next one twice: they are counted before a page is read.
/// </summary>
internal sealed partial class PdfForms
{
    private const int Deepest = 30;
    private const long MostDrawn = 100_000;

    private readonly Dictionary<IndirectReference, (string[] Names, Dictionary<string, IndirectReference> Own)> _forms = [];
    private readonly Dictionary<string, HashSet<IndirectReference>> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<IndirectReference, long> _drawn = [];
    private readonly PdfDocument _file;

    private PdfForms(PdfDocument file, IFilterProvider filters)
    {
        _file = file;
        foreach (var reference in file.Structure.CrossReferenceTable.ObjectOffsets.Keys.ToList())
        {
            var data = ObjectOf(reference);
            if (((data as StreamToken)?.StreamDictionary ?? data as DictionaryToken) is not { } dictionary)
                continue;
            var own = Drawings(dictionary);
            if (data is StreamToken stream && dictionary.TryGet(NameToken.Subtype, out NameToken kind) && kind.Data == "Form")
                _forms[reference] = (Drawn(stream, filters), own);
        }
    }

    /// <summary>True when the drawings of the file stand in one another beyond reason.</summary>
    public static bool AreEndless(PdfDocument file, IFilterProvider filters)
    {
        var forms = new PdfForms(file, filters);
        return forms._forms.Keys.Any(form => forms.Count(form, 0) > MostDrawn);
    }

    private long Count(IndirectReference form, int depth)
    {
        if (depth > Deepest)
            return MostDrawn + 1;
        if (!_forms.TryGetValue(form, out var drawing))
            return 1;
        if (_drawn.TryGetValue(form, out var known))
            return known;
        var count = 1L;
        foreach (var name in drawing.Names)
        {
            // A drawing that does not say what it means by a name takes it from whatever draws it: any may be meant.
            var most = 0L;
            foreach (var inner in drawing.Own.TryGetValue(name, out var own) ? [own] : _named.GetValueOrDefault(name, []))
            {
                most = Math.Max(most, Count(inner, depth + 1));
                if (most > MostDrawn)
                    return _drawn[form] = most;
            }
            count += most;
        }
        return _drawn[form] = Math.Min(count, MostDrawn + 1);
    }

    private static string[] Drawn(StreamToken stream, IFilterProvider filters)
    {
        try
        {
            return [.. Draw().Matches(Encoding.Latin1.GetString(stream.Decode(filters).Span)).Select(match => match.Groups[1].Value)];
        }
        catch (Exception problem) when (problem is not OverLimitException)
        {
            // What cannot be expanded cannot be drawn either.
            return [];
        }
    }

    /// <summary>The drawings that a page or a drawing names in its resources, or that resources standing alone name.</summary>
    private Dictionary<string, IndirectReference> Drawings(DictionaryToken holder)
    {
        var own = new Dictionary<string, IndirectReference>(StringComparer.Ordinal);
        foreach (var resources in new[] { Inner(holder, "Resources"), holder }.OfType<DictionaryToken>())
        {
            foreach (var (name, value) in Inner(resources, "XObject")?.Data ?? new Dictionary<string, IToken>())
            {
                if (value is not IndirectReferenceToken target)
                    continue;
                own.TryAdd(name, target.Data);
                if (!_named.TryGetValue(name, out var all))
                    _named[name] = all = [];
                all.Add(target.Data);
            }
        }
        return own;
    }

    private DictionaryToken? Inner(DictionaryToken dictionary, string name) => !dictionary.Data.TryGetValue(name, out var value)
        ? null
        : (value is IndirectReferenceToken reference ? ObjectOf(reference.Data) : value) as DictionaryToken;

    private IToken? ObjectOf(IndirectReference reference)
    {
        try
        {
            return _file.Structure.GetObject(reference)?.Data;
        }
        catch (Exception problem) when (problem is not OverLimitException)
        {
            // Objects that cannot be read are not drawn.
            return null;
        }
    }

    [GeneratedRegex(@"/([^\s/<>\[\](){}%]+)\s+Do\b", RegexOptions.CultureInvariant)]
    private static partial Regex Draw();
}
