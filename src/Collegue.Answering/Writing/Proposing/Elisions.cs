namespace Collegue.Answering.Writing.Proposing;

/// <summary>« de » before a consonant, « d' » before a vowel.</summary>
internal static class Elisions
{
    public static bool BeginsWithVowel(string value) => "aeiouyàâäéèêëïîôöûüùœæh".Contains(char.ToLowerInvariant(value[0]));

    /// <summary>Ends with « d » or « qu », which wait for their apostrophe.</summary>
    public static bool IsElided(string value) => value is "d" or "qu" || value.EndsWith(" d", StringComparison.Ordinal) || value.EndsWith(" qu", StringComparison.Ordinal);

    /// <summary>Without the last letter of a final « de » or « que »; null when there is none.</summary>
    public static string? Elided(string value) =>
        value is "de" or "que" || value.EndsWith(" de", StringComparison.Ordinal) || value.EndsWith(" que", StringComparison.Ordinal) ? value[..^1] : null;

    /// <summary>The whole word of an elided one; null when it may be several (« l' » is « le » or « la »).</summary>
    public static string? Whole(string elided) => elided switch
    {
        "d" => "de",
        "qu" => "que",
        "n" => "ne",
        "j" => "je",
        "m" => "me",
        "t" => "te",
        "jusqu" => "jusque",
        "lorsqu" => "lorsque",
        "puisqu" => "puisque",
        _ => null,
    };

    public static string? Elide(string whole) => whole switch
    {
        "de" => "d",
        "que" => "qu",
        "ne" => "n",
        "je" => "j",
        "me" => "m",
        "te" => "t",
        "le" or "la" => "l",
        _ => null,
    };

    /// <summary>Words that would have to change in another way before a vowel: « ce », « ma », « du », « se », « si ».</summary>
    public static bool Forbids(string word) => word is "ce" or "ma" or "ta" or "sa" or "du" or "au" or "se" or "si" or "beau" or "nouveau" or "vieux";
}
