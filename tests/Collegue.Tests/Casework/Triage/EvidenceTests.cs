using Collegue.Casework.Triage;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Casework;

public sealed class EvidenceTests
{
    private static readonly Collegue.Casework.Triage.Triage Triage = new(RuleSet.Default);

    private static readonly Gen<string> Around = Gen.OneOf(
        Gen.String,
        AnyOf("e\u0301", "ﬁn", "🦆", "İ", "ß\u00AD", "\uD800", "\r\n\r\n", "’", "𝓪", "أ"));

    private static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    [Fact]
    public void Evidence_is_always_the_exact_substring_of_the_message() =>
        Gen.Select(Around, AnyOf("je n’en peux plus", "CARTE D’IDENTITE\u0301", "mon avo\u00ADcat", "horaires de la piscine"), Around)
            .Sample((before, phrase, after) =>
            {
                var message = $"{before} . {phrase} . {after}";
                var evidence = Triage.Decide(message).Reasons.SelectMany(reason => reason.Evidence).ToList();
                return evidence.Any(found => found.Start >= before.Length)
                    && evidence.All(found => message[found.Start..found.End] == found.Text);
            });
}
