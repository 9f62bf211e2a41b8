namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>Words that announce the name of a person: M., Mme, Maître, Dr…</summary>
internal static class Civilities
{
    /// <summary>The token after the civility that begins here; -1 when none does.</summary>
    public static int EndAt(Reading reading, int at)
    {
        var isCivility = reading.Word(at) switch
        {
            "mme" or "mmes" or "mlle" or "mlles" or "mr" or "mrs" or "monsieur" or "madame" or "mademoiselle" or "docteur" or "professeur" or "maitre" => true,
            "m" or "mm" or "dr" or "pr" or "ms" or "miss" => reading.IsCapitalised(at) || (reading.IsMark(at + 1, '.') && reading.IsGlued(at + 1)),
            "me" => reading.IsCapitalised(at) && !reading.IsUpper(at) && reading.IsCapitalised(at + 1),
            "monsieur/madame" => true,
            _ => false,
        };
        if (!isCivility || (reading.IsGlued(at) && reading.IsMark(at - 1, '\'')))
            return -1;
        return reading.IsMark(at + 1, '.') && reading.IsGlued(at + 1) ? at + 2 : at + 1;
    }

    public static bool IsAbbreviated(Reading reading, int at) => reading.Word(at) is "mme" or "mmes" or "mlle" or "mr" or "mrs" or "m" or "dr";
}
