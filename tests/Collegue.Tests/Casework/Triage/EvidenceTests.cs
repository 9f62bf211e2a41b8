using Collegue.Casework.Triage;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Casework;

public sealed class EvidenceTests
{
    private static readonly Collegue.Casework.Triage.Triage Triage = new(RuleSet.Default);

    private static readonly Gen<string> Around = Gen.OneOf(
        Gen.String,
        Gen.OneOfConst("e\u0301", "ﬁn", "🦆", "İ", "ß\u00AD", "\uD800", "\r\n\r\n", "’", "𝓪", "أ"));

    [Fact]
    public void Evidence_is_always_the_exact_substring_of_the_message() =>
        Gen.Select(Around, Gen.OneOfConst("je n’en peux plus", "CARTE D’IDENTITE\u0301", "mon avo\u00ADcat", "horaires de la piscine"), Around)
            .Sample((before, phrase, after) =>
            {
                var message = $"{before} . {phrase} . {after}";
                var evidence = Triage.Decide(message).Reasons.SelectMany(reason => reason.Evidence).ToList();
                return evidence.Any(found => found.Start >= before.Length)
                    && evidence.All(found => message[found.Start..found.End] == found.Text);
            });
}
