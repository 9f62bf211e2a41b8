namespace Collegue.Gateway.Accounts;

/// <summary>Calls cannot be accounted for now, so that none is let through.</summary>
internal sealed class AccountsClosedException(string message, Exception? inner = null) : Exception(message, inner);
