namespace Anomaly.Producer.Commands;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Undelivered = 1;
    public const int Usage = 2;
    public const int NoBroker = 3;
    public const int Unreadable = 4;
    public const int Interrupted = 130;

    public const string Help = """
        Exit codes: 0 all was sent; 1 the broker did not take some of it; 2 a wrong option;
        3 no broker; 4 a file could not be read; 130 stopped by Ctrl-C before its end.
        """;
}
