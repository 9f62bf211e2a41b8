using System.ComponentModel.DataAnnotations;

namespace Collegue.Gateway;

/// <summary>Bounds of what passes through the gateway.</summary>
internal sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>Largest request in JSON, in megabytes; images are in it.</summary>
    [Range(1, 200)]
    public int MaxRequestMegabytes { get; set; } = 20;

    /// <summary>Largest file to transcribe or read, in megabytes.</summary>
    [Range(1, 500)]
    public int MaxFileMegabytes { get; set; } = 25;

    /// <summary>Longest answer of a provider, in megabytes, streamed or not.</summary>
    [Range(1, 500)]
    public int MaxAnswerMegabytes { get; set; } = 32;

    /// <summary>Largest event of a stream, in kilobytes.</summary>
    [Range(16, 100_000)]
    public int MaxEventKilobytes { get; set; } = 1024;

    /// <summary>How long a provider may say nothing in the middle of an answer, and a client may read nothing of it.</summary>
    [Range(1, 3600)]
    public int IdleSeconds { get; set; } = 60;

    /// <summary>What a call is supposed to write, for limits on tokens, when it does not say how much it may.</summary>
    [Range(1, 1_000_000)]
    public int UsualOutputTokens { get; set; } = 1024;

    /// <summary>How long an answered testimony of Services Publics+ is kept, in days.</summary>
    [Range(1, 365)]
    public int KeepTestimoniesDays { get; set; } = 7;

    /// <summary>How often routers are read again while calls come.</summary>
    [Range(1, 3600)]
    public int ReloadSeconds { get; set; } = 2;

    /// <summary>Calls in half a minute, of which half must fail, before a provider is left alone.</summary>
    [Range(2, 1000)]
    public int FailuresBeforeRest { get; set; } = 4;

    /// <summary>How long it is left alone.</summary>
    [Range(1, 3600)]
    public int RestSeconds { get; set; } = 20;
}
