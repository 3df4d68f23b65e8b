namespace Anomaly.Chaos.Silo.Faults;

/// <summary>FNV-1a: the same in every process.</summary>
internal static class SeedHash
{
    public static uint Of(string text, long more = 0)
    {
        var hash = 2166136261u;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        for (; more != 0; more >>= 8)
        {
            hash = (hash ^ (uint)(more & 0xFF)) * 16777619u;
        }

        // The low digits of neighbours differ little otherwise.
        hash ^= hash >> 15;
        hash *= 0x85EBCA6B;
        return hash ^ (hash >> 13);
    }
}
