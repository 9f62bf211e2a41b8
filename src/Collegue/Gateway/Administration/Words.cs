using Collegue.Storage.Gateway;
using Collegue.Storage.Models;

namespace Collegue.Gateway.Administration;

/// <summary>The words of the administration of <c>/v1</c>, read and written from one table each.</summary>
internal static class Words
{
    public static WordTable<ModelKind> Kinds { get; } = new("type",
    [
        (ModelKind.TextGeneration, "text-generation"), (ModelKind.Embeddings, "text-embeddings-inference"), (ModelKind.Rerank, "text-classification"),
        (ModelKind.Transcription, "automatic-speech-recognition"), (ModelKind.Ocr, "image-to-text"),
    ]);

    public static WordTable<InferencePlace> Places(string field) => new(field,
    [
        (InferencePlace.OnPremises, "on-premises"), (InferencePlace.France, "france"), (InferencePlace.EuropeanUnion, "european-union"), (InferencePlace.Elsewhere, "elsewhere"),
    ]);

    public static WordTable<DataAllowance> Allowances { get; } = new("may_receive",
    [
        (DataAllowance.PublicTextsOnly, "public"), (DataAllowance.MaskedPersonalData, "masked"), (DataAllowance.PersonalData, "all"),
    ]);

    public static WordTable<RoutingStrategy> Strategies { get; } = new("load_balancing_strategy",
    [
        (RoutingStrategy.Weighted, "shuffle"), (RoutingStrategy.LeastBusy, "least_busy"), (RoutingStrategy.Fastest, "fastest"), (RoutingStrategy.InOrder, "in_order"),
    ]);

    public static WordTable<RouterMasking> Masking { get; } = new("masking",
    [
        (RouterMasking.AsServersRequire, "as-servers-require"), (RouterMasking.Always, "always"),
    ]);

    public static WordTable<LimitSubject> Subjects { get; } = new("subject",
    [
        (LimitSubject.Organisation, "organisation"), (LimitSubject.Department, "department"), (LimitSubject.User, "user"), (LimitSubject.Key, "key"),
        (LimitSubject.EveryKey, "every-key"), (LimitSubject.EveryUser, "every-user"),
    ]);

    /// <summary>Albert's four, and those it does not have.</summary>
    public static WordTable<(LimitMeasure Measure, LimitPeriod Period)> Limits { get; } = new("type",
    [
        .. from measure in Measures
           from period in Periods
           select ((measure.Measure, period.Period), $"{measure.Letter}p{period.Letter}"),
    ]);

    private static (LimitMeasure Measure, char Letter)[] Measures => [(LimitMeasure.Requests, 'r'), (LimitMeasure.Tokens, 't'), (LimitMeasure.Micros, 'e')];

    private static (LimitPeriod Period, char Letter)[] Periods => [(LimitPeriod.Minute, 'm'), (LimitPeriod.Day, 'd'), (LimitPeriod.Month, 'M'), (LimitPeriod.Ever, 'E')];

    /// <summary>A limit on money is told in euros, and kept in millionths.</summary>
    public static double Shown(LimitMeasure measure, long most) => measure == LimitMeasure.Micros ? most / 1e6 : most;

    public static long Kept(LimitMeasure measure, double value) => (long)Math.Round(measure == LimitMeasure.Micros ? value * 1e6 : value);
}

/// <summary>One word for each value.</summary>
internal sealed class WordTable<T>(string field, IReadOnlyList<(T Value, string Word)> words)
    where T : notnull
{
    public string this[T value] => words.First(known => EqualityComparer<T>.Default.Equals(known.Value, value)).Word;

    /// <exception cref="RefusedException">The word is none of them.</exception>
    public T Read(string? word, T usual) => word is null ? usual : Read(word);

    public T Read(string word) => words.FirstOrDefault(known => known.Word == word) is { Word: not null } found
        ? found.Value
        : throw new RefusedException(GatewayRefusal.Invalid(field, $"'{field}' takes {string.Join(", ", words.Select(known => known.Word))}."));
}
