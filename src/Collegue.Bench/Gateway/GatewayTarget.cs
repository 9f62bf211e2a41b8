namespace Collegue.Bench.Gateway;

/// <summary>Somebody who can be asked: the model server itself, or what stands before it.</summary>
/// <param name="Process">Whose memory and time are measured.</param>
public sealed record GatewayTarget(string Name, Uri Address, IReadOnlyList<(string Name, string Value)> Headers, TargetProcess Process)
{
    public const string Direct = "direct";
    public const string Yarp = "yarp";
    public const string Nginx = "nginx";
    public const string Portkey = "portkey";
    public const string Ours = "ours";
}

/// <summary>Why a target is not in the tables.</summary>
public sealed record MissingTarget(string Name, string Reason);
