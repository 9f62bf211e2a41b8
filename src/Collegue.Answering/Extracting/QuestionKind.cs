namespace Collegue.Answering.Extracting;

/// <summary>What sort of facts a question asks for; several may hold.</summary>
[Flags]
internal enum QuestionKind
{
    Open = 0,
    HowMuch = 1,
    When = 2,
    Where = 4,
    Papers = 8,
    How = 16,
    May = 32,
    What = 64,
    HowLong = 128,
    Who = 256,
}
