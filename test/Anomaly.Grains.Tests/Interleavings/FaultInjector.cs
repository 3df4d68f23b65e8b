using Anomaly.Grains.Tests.Interleavings.Kafka;

namespace Anomaly.Grains.Tests.Interleavings;

/// <summary>Does what may go wrong in a simulation, but for what happens to single messages.</summary>
/// <param name="simulation">The simulation.</param>
/// <param name="kindsThatHappen">What goes wrong in this run.</param>
internal sealed class FaultInjector(Simulation simulation, FaultKinds kindsThatHappen)
{
    public void Inject()
    {
        var kinds = Enum.GetValues<FaultKinds>().Where(kind => kind > FaultKinds.Messages && kindsThatHappen.HasFlag(kind)).ToArray();
        if (kinds.Length == 0)
        {
            return;
        }

        var silo = simulation.AnySilo();
        switch (kinds[simulation.Random.Next(kinds.Length)])
        {
            case FaultKinds.Kill:
                simulation.Kill(silo);
                simulation.AddSilo();
                break;
            case FaultKinds.Pause:
                silo.PausedUntil = simulation.StepNumber + simulation.Random.Next(400);
                simulation.Note($"{silo.Name} is stopped until {silo.PausedUntil}");
                break;
            case FaultKinds.Collect when simulation.Series.All.Count > 0:
                var series = simulation.Series.All[simulation.Random.Next(simulation.Series.All.Count)];
                simulation.Note($"series {series.Id} on {series.Silo.Name} is collected");
                simulation.Series.Forget(series);
                break;
            case FaultKinds.Rebalance:
                Rebalance(simulation.Logs[simulation.Random.Next(simulation.Logs.Length)], silo);
                break;
            case FaultKinds.Drain:
                Stop(silo);
                break;
            case FaultKinds.Deactivate when simulation.Partitions.Activations.Count > 0:
                var partition = simulation.Partitions.Activations[simulation.Random.Next(simulation.Partitions.Activations.Count)];
                simulation.Later("deactivate", partition.Silo, partition.Deactivate);
                break;
            case FaultKinds.Settings:
                simulation.ChangeSettings();
                silo.Settings.Hear(simulation.NewestSettings);
                simulation.Note($"{silo.Name} has settings of revision {simulation.NewestSettings.Revision}");
                break;
            case FaultKinds.Recreate when simulation.Random.Next(4) == 0 && simulation.Logs.All(IsClaimed) && !simulation.AnyQuestion:
                Recreate();
                break;
            default:
                break;
        }
    }

    private void Rebalance(PartitionLogs logs, Silo to)
    {
        foreach (var from in simulation.Silos.Where(silo => silo != to && silo.Streams.Readers.ContainsKey(logs.Partition)))
        {
            simulation.Later($"{from.Name} reads partition {logs.Partition} no more", from, () => from.Streams.Readers.Remove(logs.Partition));
        }

        if (!to.Streams.Readers.ContainsKey(logs.Partition) && !simulation.IsPaused(to))
        {
            simulation.AddReader(to, logs);
        }
    }

    private void Stop(Silo silo)
    {
        simulation.Note($"{silo.Name} is told to stop");
        simulation.AddSilo();
        var left = 1;
        foreach (var activation in simulation.Partitions.Activations.Where(activation => activation.Silo == silo))
        {
            left++;
            activation.Activation.Start(
                async () =>
                {
                    await activation.Grain.DrainAsync();
                    return true;
                },
                _ => Done(),
                _ => Done());
        }

        Done();
        if (simulation.Random.Next(3) == 0)
        {
            simulation.Later($"{silo.Name} has no more patience", silo, () => simulation.Kill(silo));
        }

        void Done()
        {
            if (--left == 0)
            {
                simulation.Later($"{silo.Name} is drained", silo, () => simulation.Kill(silo));
            }
        }
    }

    private void Recreate()
    {
        simulation.Note("the topic is created again");
        foreach (var logs in simulation.Logs)
        {
            logs.Recreate();
        }

        foreach (var reader in simulation.Silos.SelectMany(silo => silo.Streams.Readers.Values))
        {
            reader.Restart();
        }
    }

    /// <summary>Whether the current incarnation of the topic was met.</summary>
    private bool IsClaimed(PartitionLogs logs) => simulation.Tables.Progress.GetValueOrDefault(logs.Partition)?.Epoch == logs.Epoch;
}
