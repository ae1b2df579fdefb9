-- A third member settles what two of them see differently.
ALTER TYPE "ReplayPurpose" ADD VALUE 'third';
