namespace Collegue.Answering.Safeguards.Instructions;

/// <summary>What makes a stretch of a text look like an instruction for a machine.</summary>
public enum InstructionKind
{
    /// <summary>Asks to forget or leave the rules.</summary>
    Override,

    /// <summary>Gives the machine another part to play.</summary>
    Role,

    /// <summary>Asks for the prompt, a key or a secret.</summary>
    Disclosure,

    /// <summary>Speaks to a machine, or tells it what to answer, to whom to send, what to decide.</summary>
    Command,

    /// <summary>Marks with which models tell who speaks.</summary>
    Token,

    /// <summary>In a part that readers do not see.</summary>
    Hidden,

    /// <summary>In characters that readers do not see.</summary>
    Invisible,

    /// <summary>In base 64, in figures, turned around, by another alphabet.</summary>
    Encoded,
}

/// <summary>A stretch that is likely an instruction for a machine. It is shown to agents and counted; it decides nothing.</summary>
/// <param name="Start">Offset in the text, in UTF-16 code units.</param>
public sealed record InstructionFinding(InstructionKind Kind, int Start, int Length, string Value);
