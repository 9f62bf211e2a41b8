using Collegue.Knowledge.Searching;
using Xunit;

namespace Collegue.Tests.Knowledge.Searching;

/// <summary>Texts that say the same are recognised, others never.</summary>
public sealed class TextSignatureTests
{
    private const string Text =
        "Si vous avez perdu votre passeport en France, vous devez faire une déclaration de perte en mairie ou au consulat. "
        + "Vous pouvez demander un nouveau passeport en même temps. Apportez une photo d'identité et un justificatif de domicile. "
        + "Le délai de fabrication dépend du lieu et de la période. Le passeport est remis au guichet où la demande a été déposée.";

    [Fact]
    public void Case_accents_and_punctuation_do_not_count() =>
        Assert.True(TextSignature.SaySame(Of(Text), Of(Text.ToUpperInvariant().Replace(",", " ;", StringComparison.Ordinal).Replace('É', 'E'))));

    [Fact]
    public void Cutting_the_same_text_elsewhere_changes_nothing() =>
        Assert.Equal(Of(Text), TextSignature.Of([Text[..113], Text[113..]]));

    [Fact]
    public void Another_text_says_something_else() =>
        Assert.False(TextSignature.SaySame(Of(Text), Of(Text.Replace("passeport", "permis de conduire", StringComparison.Ordinal))));

    [Fact]
    public void Too_few_words_say_nothing() => Assert.False(TextSignature.SaySame(Of("Bonjour à tous"), Of("Bonjour à tous")));

    private static ulong Of(string text) => TextSignature.Of([text]);
}
