namespace Anomaly.Bench.Servers;

/// <summary>CPU seconds since the starts of the silos, of all processes of the database, and of the broker.</summary>
internal readonly record struct CpuTimes(double Silo, double Database, double Broker)
{
    public static CpuTimes operator -(CpuTimes later, CpuTimes earlier) =>
        new(later.Silo - earlier.Silo, later.Database - earlier.Database, later.Broker - earlier.Broker);
}
