using CsCheck;

namespace Collegue.Tests.Answering;

internal static class Pick
{
    public static Gen<string> From(params string[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);
}
