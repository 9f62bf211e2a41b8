using System.Globalization;
using System.Text.RegularExpressions;
using Collegue.Answering.Grounding;
using Collegue.Storage.Mandates;

namespace Collegue.Casework.Mandates.Vigilance;

/// <summary>
/// The closed catalogue of errors that may be planted. Every one can be told again in a text by <see cref="PlantedTrace"/>, and an
/// invented contact is a number reserved for fiction: nobody can be reached by it.
/// </summary>
internal static partial class ErrorCatalogue
{
    /// <summary>01 99 00 xx xx is reserved for works of fiction (numbering plan of the French regulator).</summary>
    internal const string FictionalPhone = "01 99 00 43 21";

    private static readonly (string Said, string Wrong)[] Services =
    [
        ("préfecture", "mairie"), ("sous-préfecture", "trésorerie"), ("mairie", "préfecture"), ("CAF", "CPAM"), ("CPAM", "CAF"), ("CCAS", "tribunal"),
        ("tribunal", "commissariat"), ("commissariat", "tribunal"), ("gendarmerie", "préfecture"), ("notaire", "huissier"),
    ];

    /// <summary>The errors that can be planted in these sentences of the letter, in the order of the catalogue.</summary>
    public static IReadOnlyList<PlantedSentence> For(string letter, IReadOnlyList<string> sentences) =>
    [
        .. Enum.GetValues<ErrorKind>().SelectMany(kind => sentences.Select(sentence => Plant(kind, letter, sentence)))
            .OfType<PlantedSentence>().Where(planted => IsSound(letter, planted)),
    ];

    /// <summary>The error is told in the letter it is in, and nothing of it is in the right letter.</summary>
    private static bool IsSound(string letter, PlantedSentence planted) =>
        planted.Truth != planted.Planted && letter.Split(planted.Truth).Length == 2
        && !PlantedTrace.IsIn(letter, planted)
        && PlantedTrace.IsIn(letter.Replace(planted.Truth, planted.Planted, StringComparison.Ordinal), planted);

    private static PlantedSentence? Plant(ErrorKind kind, string letter, string sentence) => kind switch
    {
        ErrorKind.WrongAmount => Fact(kind, CheckKinds.Amount, sentence),
        ErrorKind.WrongDate => Fact(kind, CheckKinds.Date, sentence),
        ErrorKind.MissingCondition => WithoutCondition(sentence),
        ErrorKind.WrongService => OtherService(letter, sentence),
        ErrorKind.InventedContact => sentence.Contains('\n', StringComparison.Ordinal) ? null
            : new PlantedSentence(kind, sentence, $"{sentence} Renseignements au {FictionalPhone}.", FictionalPhone),
        _ => null,
    };

    private static PlantedSentence? Fact(ErrorKind kind, string checkKind, string sentence)
    {
        foreach (var fact in FactFinder.Find(sentence).Where(fact => fact.Kind == checkKind))
        {
            if (Number().Match(fact.Value) is { Success: true } number && int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                var wrong = fact.Value[..number.Index] + Other(value).ToString(CultureInfo.InvariantCulture) + fact.Value[(number.Index + number.Length)..];
                return new PlantedSentence(kind, sentence, sentence[..fact.Start] + wrong + sentence[(fact.Start + fact.Value.Length)..], wrong);
            }
        }

        return null;
    }

    /// <summary>Another number that could stand there: a day of a month stays one.</summary>
    private static int Other(int value) => value switch
    {
        0 => 15,
        < 20 => value + 3,
        < 29 => value - 4,
        < 1900 => value + (value / 5),
        < 2100 => value + 1,
        _ => value + (value / 10),
    };

    private static PlantedSentence? WithoutCondition(string sentence) =>
        Condition().Match(sentence) is { Success: true } condition
            ? new PlantedSentence(ErrorKind.MissingCondition, sentence, sentence.Remove(condition.Index, condition.Length), condition.Value.Trim(' ', ','))
            : null;

    private static PlantedSentence? OtherService(string letter, string sentence)
    {
        foreach (var (said, wrong) in Services)
        {
            var found = Regex.Match(sentence, $@"(?<![\p{{L}}-]){said}(?![\p{{L}}-])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
            if (found.Success && !PlantedTrace.HoldsWord(letter, wrong))
            {
                return new PlantedSentence(ErrorKind.WrongService, sentence, sentence[..found.Index] + wrong + sentence[(found.Index + found.Length)..], wrong);
            }
        }

        return null;
    }

    [GeneratedRegex(@"(?<![\d,.  ])\d{1,4}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    /// <summary>From its first word to the end of the sentence or the next comma, at least three words, after at least four.</summary>
    [GeneratedRegex(@"(?<=^(\S+ ){3,}\S+),? (si|s'il|s’il|sauf|sous réserve|à condition|uniquement|seulement|lorsque|à partir de|au-delà de)( [^,.;:\n]+){1}(?=[,.;:]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Condition();
}
