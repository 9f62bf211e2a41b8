namespace Collegue.Bench.Refusals;

/// <summary>Questions of one theme, asked with the theme left out of the index and with everything in it.</summary>
/// <param name="RefusedHidden">Share of <c>no_source</c> when the theme is left out.</param>
/// <param name="RefusedHeld">Share of <c>no_source</c> when it is there.</param>
public sealed record RefusalRow(string Theme, int Questions, double RefusedHidden, double RefusedHeld);
