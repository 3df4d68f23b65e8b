namespace Anomaly.Producer;

internal static class Program
{
    private static void Main()
    {
    }
}
