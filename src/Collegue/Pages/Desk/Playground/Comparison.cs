using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Collegue.Pages.Desk.Playground;

/// <summary>What one model did in a comparison.</summary>
internal sealed record ComparedAnswer(string Model, string Text, int InputTokens, int OutputTokens, long CostMicros, long Milliseconds);

/// <summary>Two answers to the same question, in an order that nobody chose.</summary>
/// <param name="Asked">What the first was sent.</param>
internal sealed record Comparison(ComparedAnswer A, ComparedAnswer B, ChatRequest Asked)
{
    public static Comparison Of(ChatRequest asked, ComparedAnswer one, ComparedAnswer other) =>
        RandomNumberGenerator.GetInt32(2) == 0 ? new Comparison(one, other, asked) : new Comparison(other, one, asked);
}

/// <summary>Hands a comparison to the browser and takes it back, so that nothing is kept here and nobody can look who is who.</summary>
internal sealed class SealedComparisons(IDataProtectionProvider protection)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(2);
    private static readonly JsonSerializerOptions Whole = new() { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    public string Seal(Comparison comparison, Guid agent) => For(agent).Protect(JsonSerializer.Serialize(comparison), GoodFor);

    /// <summary>Null for one that is too old, not of this agent, or of before an update of the program that has more to say of it.</summary>
    public Comparison? Open(string? given, Guid agent)
    {
        try
        {
            return given is { Length: > 0 } ? JsonSerializer.Deserialize<Comparison>(For(agent).Unprotect(given), Whole) : null;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector For(Guid agent) => protection.CreateProtector("playground.comparison", agent.ToString("N")).ToTimeLimitedDataProtector();
}
